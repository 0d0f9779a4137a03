//! The main job, by its keys and its screens: from the first start to a closed session.

mod answering;
mod demo;
mod flows;
mod letting_go;
mod locking;
mod looks;
mod narrow;
mod saving;
mod sizes;
